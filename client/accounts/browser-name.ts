/** A browser and its system out of what it calls itself; null: it is none that is known. */
export function browserName(agent: string | null): string | null {
  if (agent === null) return null
  const browser = BROWSERS.find(([, sign]) => sign.test(agent))?.[0]
  const system = SYSTEMS.find(([, sign]) => sign.test(agent))?.[0]
  return browser === undefined ? agent.slice(0, 60) : [browser, system].filter(Boolean).join(' · ')
}

// in this order: each calls itself by the names of those after it
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /Edg\//],
  ['360', /360SE|360EE|QIHU/],
  ['QQ', /QQBrowser/],
  ['Opera', /OPR\//],
  ['Chrome', /Chrome\//],
  ['Firefox', /Firefox\//],
  ['Safari', /Safari\//],
]
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
]
