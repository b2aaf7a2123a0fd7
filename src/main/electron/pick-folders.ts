import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'

const options: OpenDialogOptions = {
  title: 'Choose repositories',
  buttonLabel: 'Choose',
  properties: ['openDirectory', 'multiSelections'],
}

/** Shows the system's folder picker over the window. Resolves to absolute paths, empty when cancelled. */
export async function pickFolders(): Promise<readonly string[]> {
  const [window] = BrowserWindow.getAllWindows()
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return canceled ? [] : filePaths
}
