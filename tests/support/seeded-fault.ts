import type { Plugin } from 'vite'
import type { Fault } from '../fuzz/gate-faults.ts'

/** @throws Error unless the fault's place is there exactly once: a fault that changes nothing would be caught by nobody */
export function withFault(source: string, { name, file, find, instead }: Fault): string {
  const parts = source.split(find)
  if (parts.length !== 2) throw new Error(`“${name}”: ${file} has its place ${parts.length - 1} times`)
  return parts.join(instead)
}

/** Puts one fault into the sources as the tests load them. */
export const seededFault = (fault: Fault): Plugin => ({
  name: 'seeded-fault',
  enforce: 'pre',
  transform(code, id) {
    return id.endsWith(`/server/sync/${fault.file}`) ? withFault(code, fault) : undefined
  },
})
