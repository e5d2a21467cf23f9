import type { Sheet } from './sheet.ts'

/** An object that answers as the sheet does; methods stay with it, whatever it keeps to itself. */
export function forwarded(sheet: Sheet): object {
  const made = {}
  for (let level: object = sheet; level !== Object.prototype && level !== null; level = Object.getPrototypeOf(level))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (name === 'constructor' || Object.hasOwn(made, name)) continue
      const bound: unknown = typeof value === 'function' ? value.bind(sheet) : undefined
      const get = bound === undefined ? () => sheet[name as keyof Sheet] : () => bound
      Object.defineProperty(made, name, { configurable: true, enumerable: true, get })
    }
  return made
}
