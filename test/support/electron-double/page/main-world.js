// The page's own world: receives what the preload exposes, and asks where Electron's browser process would be asked.

import { createBridgeEnd } from './bridge-end.js'
export function installMainWorld(channel) {
  if (window !== window.top) return
  let ask
  createBridgeEnd(`${channel}:main`, `${channel}:preload`, (name, value) => {
    if (name === 'ask') ask = value
    else Object.defineProperty(window, name, { value: freeze(value), enumerable: true })
  })

  window.open = (url = '') => {
    ask('window-open', new URL(String(url), document.baseURI).href)
    return null
  }
  const allowed = permission => ask('permission', permission)
  Notification.requestPermission = async () => ((await allowed('notifications')) ? 'granted' : 'denied')
  navigator.geolocation.getCurrentPosition = async (_found, failed) => {
    if (await allowed('geolocation')) throw new Error('The double is nowhere.')
    failed?.({ code: 1, message: 'User denied Geolocation' })
  }
  if (navigator.mediaDevices) {
    navigator.mediaDevices.getUserMedia = async () => {
      if (await allowed('media')) throw new Error('The double has no camera.')
      throw new DOMException('Permission denied', 'NotAllowedError')
    }
  }
}

function freeze(value) {
  if (value === null || typeof value !== 'object') return value
  for (const item of Object.values(value)) freeze(item)
  return Object.freeze(value)
}
