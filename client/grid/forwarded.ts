import type { Sheet } from './sheet.ts'

/** An object that answers as the sheet does; methods stay with it, whatever it keeps to itself. */
export function forwarded(sheet: Sheet): object {
  const made = {}
  for (let level: object = sheet; level !== Object.prototype && level !== null; level = Object.getPrototypeOf(level))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (name === 'constructor' || Object.hasOwn(made, name)) continue
      const call = (...given: unknown[]) =>
        (sheet as unknown as Record<string, (...given: unknown[]) => unknown>)[name]!(...given)
      const get = typeof value === 'function' ? () => call : () => sheet[name as keyof Sheet]
      Object.defineProperty(made, name, { configurable: true, enumerable: true, get })
    }
  return made
}
