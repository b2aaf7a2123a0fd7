import { basename, join } from 'node:path'
import { app, BrowserWindow, dialog, type SaveDialogOptions } from 'electron'

/** Shows the system's save dialog over the window. Resolves to an absolute path, null when cancelled. */
export async function pickSavePath(suggestedName: string): Promise<string | null> {
  const options: SaveDialogOptions = {
    title: 'Save as',
    defaultPath: join(app.getPath('documents'), basename(suggestedName)),
    properties: ['createDirectory'],
  }
  const [window] = BrowserWindow.getAllWindows()
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options))
  return canceled || filePath === '' ? null : filePath
}
