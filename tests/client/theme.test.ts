import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DENSITIES, PLAIN_LOOK, ROW_HEIGHT, readLook, shownTheme } from '../../client/theme/look.ts'

type Tokens = ReadonlyMap<string, string>

const tokensOf = (file: string): Tokens =>
  new Map(
    [
      ...readFileSync(new URL(`../../client/theme/${file}.css`, import.meta.url), 'utf8').matchAll(
        /^\s+--([\w-]+):\s*([^;]+);/gm,
      ),
    ].map(([, name, value]) => [name!, value!]),
  )
const light = tokensOf('tokens')
const themes: Readonly<Record<string, Tokens>> = {
  light,
  dark: new Map([...light, ...tokensOf('dark')]),
  contrast: new Map([...light, ...tokensOf('contrast')]),
}

/** relative luminance of `#rrggbb`: WCAG 2.2 */
function luminance(hex: string): number {
  expect(hex).toMatch(/^#[0-9a-f]{6}$/)
  const [r, g, b] = [1, 3, 5].map(at => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
function contrast(a: string, b: string): number {
  const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (bright! + 0.05) / (dark! + 0.05)
}

const GROUNDS = ['paper', 'sheet', 'raised', 'calc', 'dai-wash']
/** letters, and the grounds they stand on */
const TEXT: readonly (readonly [string, readonly string[]])[] = [
  ['ink', [...GROUNDS, 'zhu-wash', 'zhuqing-wash', 'hupo-wash']],
  ['ink-2', [...GROUNDS, 'zhu-wash', 'hupo-wash']],
  ['ink-3', ['paper', 'sheet', 'raised', 'calc']],
  ['dai', GROUNDS],
  ['dai-strong', GROUNDS],
  ['zhu', ['sheet', 'raised', 'zhu-wash']],
  ['zhuqing', ['sheet', 'raised', 'paper', 'zhuqing-wash']],
  ['hupo-ink', ['sheet', 'raised', 'paper', 'calc', 'hupo-wash']],
  ['on-dai', ['dai', 'dai-strong']],
]
/** what is no letter but says something: the edge of a field, dots, corners, the frame of the active cell */
const MARKS: readonly (readonly [string, readonly string[]])[] = [
  ['edge', ['sheet', 'paper']],
  ['dai', ['sheet', 'paper']],
  ['zhu', ['sheet', 'zhu-wash']],
  ['zhuqing', ['sheet', 'calc', 'paper']],
  ['hupo', ['sheet', 'calc', 'paper']],
]

describe.each(Object.entries(themes))('%s', (name, tokens) => {
  const failing = (pairs: typeof TEXT, least: number) =>
    pairs.flatMap(([front, grounds]) =>
      grounds.flatMap(ground => {
        const ratio = contrast(tokens.get(front)!, tokens.get(ground)!)
        return ratio < least ? [`${front} on ${ground}: ${ratio.toFixed(2)}`] : []
      }),
    )

  test('letters are readable on every ground they stand on', () => {
    expect(failing(TEXT, name === 'contrast' ? 7 : 4.5)).toEqual([])
  })
  test('marks stand out', () => {
    expect(failing(MARKS, 3)).toEqual([])
  })
})

test('a theme changes colours and nothing else', () => {
  for (const file of ['dark', 'contrast'])
    for (const [name, value] of tokensOf(file)) {
      expect([file, name, light.has(name)]).toEqual([file, name, true])
      expect([name, /px|#|rgb/.test(value)]).toEqual([name, true])
    }
  const colours = [...light].filter(([, value]) => value.startsWith('#')).map(([name]) => name)
  for (const file of ['dark', 'contrast']) expect([...tokensOf(file).keys()]).toEqual(expect.arrayContaining(colours))
})

test('row heights of the tokens are those of the grid', () => {
  for (const density of DENSITIES) expect(light.get(`row-${density}`)).toBe(`${ROW_HEIGHT[density]}px`)
})

test.each([
  ['light', { dark: true, contrast: true }, 'light'],
  ['dark', { dark: false, contrast: false }, 'dark'],
  ['system', { dark: false, contrast: false }, 'light'],
  ['system', { dark: true, contrast: false }, 'dark'],
  ['system', { dark: true, contrast: true }, 'contrast'],
] as const)('%s, where the system asks for %o: %s', (choice, preferences, shown) => {
  expect(shownTheme(choice, preferences)).toBe(shown)
})

test.each([
  [null, PLAIN_LOOK],
  ['no json', PLAIN_LOOK],
  ['null', PLAIN_LOOK],
  ['{"theme":"dark","density":"huge"}', { theme: 'dark', density: 'normal' }],
  ['{"theme":7,"density":"roomy"}', { theme: 'system', density: 'roomy' }],
])('kept as %s', (text, look) => {
  expect(readLook(text)).toEqual(look)
})
