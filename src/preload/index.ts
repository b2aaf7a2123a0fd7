import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { WeirBridge } from '../shared/contract/bridge.ts'
import type { PushMessage } from '../shared/contract/transport.ts'

const bridge: WeirBridge = {
  request: message => ipcRenderer.invoke('weir:request', message),
  subscribe(listener) {
    const onPush = (_event: IpcRendererEvent, push: PushMessage) => listener(push)
    ipcRenderer.on('weir:push', onPush)
    return () => void ipcRenderer.off('weir:push', onPush)
  },
}

contextBridge.exposeInMainWorld('weir', bridge)
