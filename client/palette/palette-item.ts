import type { ByLetters } from '../find/letters.ts'

export const PALETTE_GROUPS = ['place', 'command', 'table', 'column', 'row', 'person'] as const
export type PaletteGroup = (typeof PALETTE_GROUPS)[number]

/** Something that the palette can go to or do. */
export interface PaletteItem {
  readonly id: string
  readonly group: PaletteGroup
  readonly label: string
  /** what tells it from others of its name */
  readonly hint?: string
  /** as a key map shows them */
  readonly keys?: string
  readonly run: () => void
}

/** Finds among what a part of the page has. @param limit of each group */
export type PaletteSource = (typed: string, byLetters: ByLetters | undefined, limit: number) => readonly PaletteItem[]

/**
 * How well a text meets what was typed; 0 best, null not at all: at its beginning, within it, by pinyin initials.
 * Nothing typed meets everything.
 */
export function rank(text: string, typed: string, byLetters?: ByLetters): number | null {
  if (typed === '') return 1
  const at = text.toLowerCase().indexOf(typed.toLowerCase())
  if (at === 0) return 0
  if (at > 0) return 1
  return byLetters?.(text, typed) ? 2 : null
}

/** The best of some things, in the order given among equals. Stops looking once there are enough at the best rank. */
export function best<T>(
  things: Iterable<T>,
  textOf: (thing: T) => string,
  typed: string,
  limit: number,
  byLetters?: ByLetters,
): readonly T[] {
  const ranked: readonly T[][] = [[], [], []]
  for (const thing of things) {
    const found = rank(textOf(thing), typed, byLetters)
    if (found === null) continue
    ranked[found]!.push(thing)
    if (ranked[0]!.length >= limit) break
  }
  return ranked.flat().slice(0, limit)
}
