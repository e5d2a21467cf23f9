import { useSyncExternalStore } from 'react'
import { type Look, readLook, shownTheme } from './look.ts'

const KEPT_AS = 'tongchou.look'
const DARK = window.matchMedia('(prefers-color-scheme: dark)')
const CONTRAST = window.matchMedia('(prefers-contrast: more), (forced-colors: active)')

const listeners = new Set<() => void>()
let person: string | null = null
let look = readLook(null)

const keyOf = (account: string) => `${KEPT_AS}/${account}`

// storage may be shut off: then a choice lasts as long as the page
function kept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
function keep(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {}
}

function apply(): void {
  document.documentElement.dataset.theme = shownTheme(look.theme, { dark: DARK.matches, contrast: CONTRAST.matches })
  for (const listener of listeners) listener()
}

/** Before anything is drawn: as the last person at this browser had it, and from then on as the system asks. */
export function startLook(): void {
  look = readLook(kept(KEPT_AS))
  for (const query of [DARK, CONTRAST]) query.addEventListener('change', apply)
  apply()
}

/** The choice is a person's: several may share a browser. */
export function lookOf(account: string): void {
  person = account
  const own = kept(keyOf(account))
  if (own === null) return
  look = readLook(own)
  apply()
}

export function chooseLook(change: Partial<Look>): void {
  look = { ...look, ...change }
  const text = JSON.stringify(look)
  keep(KEPT_AS, text)
  if (person !== null) keep(keyOf(person), text)
  apply()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLook = (): Look => useSyncExternalStore(subscribe, () => look)
