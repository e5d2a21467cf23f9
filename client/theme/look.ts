export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export type ThemeChoice = (typeof THEMES)[number]
export type Theme = Exclude<ThemeChoice, 'system'>

export const DENSITIES = ['dense', 'normal', 'roomy'] as const
export type Density = (typeof DENSITIES)[number]

/** px of one row of a table; `tokens.css` has the same */
export const ROW_HEIGHT: Readonly<Record<Density, number>> = { dense: 26, normal: 30, roomy: 38 }

/** How a person wants the pages to look. */
export interface Look {
  readonly theme: ThemeChoice
  readonly density: Density
}

export const PLAIN_LOOK: Look = { theme: 'system', density: 'normal' }

/** What the system asks for. */
export interface Preferences {
  readonly dark: boolean
  readonly contrast: boolean
}

/** The system's wish for contrast comes before its wish for darkness: the one is a need. */
export function shownTheme(choice: ThemeChoice, { dark, contrast }: Preferences): Theme {
  if (choice !== 'system') return choice
  return contrast ? 'contrast' : dark ? 'dark' : 'light'
}

/** Reads what was kept, part by part: a part that nobody knows any more is as if it were not there. */
export function readLook(kept: string | null): Look {
  const found = parsed(kept)
  return {
    theme: THEMES.find(theme => theme === found.theme) ?? PLAIN_LOOK.theme,
    density: DENSITIES.find(density => density === found.density) ?? PLAIN_LOOK.density,
  }
}

function parsed(kept: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(kept ?? '{}')
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
