import { existsSync, readFileSync } from 'node:fs'
import { strict } from './surface.ts'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
const empty = { width: 0, height: 0 }

/** What can be told of an image without drawing it: its size in pixels at scale 1, from the PNG's header. */
class Image {
  readonly size: { readonly width: number; readonly height: number }
  readonly scales: readonly number[]
  template: boolean
  constructor(png: Buffer | null, scales: readonly number[], template: boolean) {
    this.size = sizeOf(png)
    this.scales = scales
    this.template = template
  }
  isEmpty = () => this.size.width === 0
  getSize = () => this.size
  getScaleFactors = () => [...this.scales]
  isTemplateImage = () => this.template
  setTemplateImage(option: boolean): void {
    if (typeof option !== 'boolean') throw conversionFailure()
    this.template = option
  }
}

const sizeOf = (png: Buffer | null) =>
  png?.subarray(0, 8).equals(signature) ? { width: png.readUInt32BE(16), height: png.readUInt32BE(20) } : empty

const create = (png: Buffer | null, scales: readonly number[], template = false) =>
  strict('NativeImage', new Image(png, scales, template))

export const nativeImage = {
  createEmpty: () => create(null, []),
  /** Empty, without complaint, when the file is missing or no image. */
  createFromPath(path: string) {
    if (typeof path !== 'string') throw conversionFailure()
    const large = path.replace(/\.png$/, '@2x.png')
    const png = existsSync(path) ? readFileSync(path) : null
    return create(png, existsSync(large) ? [1, 2] : [1], /Template(@2x)?\.png$/.test(path))
  },
  createFromBuffer(buffer: Buffer, options: { readonly scaleFactor?: number } = {}) {
    if (!Buffer.isBuffer(buffer)) throw new TypeError('buffer must be a node Buffer')
    return create(buffer, [options.scaleFactor ?? 1])
  },
}

/** The image an API was given. @throws Error as Electron does for a path that holds none. */
export function imageOf(given: unknown): Image {
  if (typeof given === 'string') {
    const image = nativeImage.createFromPath(given)
    if (image.isEmpty()) throw new Error(`Failed to load image from path '${given}'`)
    return image
  }
  if (!(given instanceof Image)) throw conversionFailure()
  return given
}

export const conversionFailure = () => new TypeError('Error processing argument at index 0, conversion failure')
