import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type FlatSheet, readFlatSheets } from './flat-spreadsheet.ts'

const run = promisify(execFile)

/**
 * LibreOffice as an independent judge of an exported workbook: it forgets the results that the file carries, calculates
 * every formula itself, and says what each cell holds and shows.
 */

/** Where soffice is: `SOFFICE`, else the first on PATH; null where it is not installed. */
export const sofficePath: string | null = findSoffice()

/** For `describe.skipIf(sofficePath === null)`: what the one who runs the tests should know. */
export const WITHOUT_SOFFICE =
  'LibreOffice is not installed (Debian: apt-get install libreoffice-calc-nogui): exported workbooks are not recalculated'

/** All sheets, recalculated: what each cell holds, to the last digit, and the text that it shows. */
export async function recalculate(workbook: Uint8Array): Promise<readonly FlatSheet[]> {
  return (await recalculateAll([workbook]))[0]!
}

/** The same for several workbooks in one run: starting LibreOffice takes longer than all they ask of it. */
export async function recalculateAll(workbooks: readonly Uint8Array[]): Promise<readonly (readonly FlatSheet[])[]> {
  return (await convert(workbooks, 'fods')).map(bytes => readFlatSheets(bytes.toString('utf8')))
}

/** Opened and saved as .xlsx, as somebody does who works on the file there. */
export const savedAgain = (workbooks: readonly Uint8Array[]): Promise<readonly Buffer[]> => convert(workbooks, 'xlsx')

/** What each workbook prints: the size of every page in points. */
export const pdfPages = async (
  workbooks: readonly Uint8Array[],
): Promise<readonly (readonly { readonly width: number; readonly height: number }[])[]> =>
  (await convert(workbooks, 'pdf')).map(bytes =>
    Array.from(
      bytes.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)[^>]*?\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g),
      ([, width, height]) => ({ width: Number(width), height: Number(height) }),
    ),
  )

/** Converts in a throwaway profile, one run at a time: two of them on one machine make each other time out. */
function convert(workbooks: readonly Uint8Array[], to: 'fods' | 'xlsx' | 'csv' | 'pdf'): Promise<readonly Buffer[]> {
  const result = before.then(() => convertNow(workbooks, to))
  before = result.catch(() => {})
  return result
}

let before: Promise<unknown> = Promise.resolve()

async function convertNow(workbooks: readonly Uint8Array[], to: string): Promise<readonly Buffer[]> {
  if (sofficePath === null) throw new Error(WITHOUT_SOFFICE)
  const folder = await mkdtemp(join(tmpdir(), 'libreoffice-'))
  try {
    const profile = join(folder, 'profile')
    await mkdir(join(profile, 'user'), { recursive: true })
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), ALWAYS_RECALCULATE)
    const names = workbooks.map((_, index) => join(folder, `book-${index}.xlsx`))
    await Promise.all(names.map((name, index) => writeFile(name, workbooks[index]!)))
    const environment = `-env:UserInstallation=${pathToFileURL(profile)}`
    // of its own: an .xlsx that was not made must not be taken for the one it was to be made from
    const madeIn = join(folder, 'made')
    const options = ['--headless', '--norestore', '--nologo', '--convert-to', to, '--outdir', madeIn]
    const { stderr } = await run(sofficePath, [environment, ...options, ...names], { timeout: 180_000, cwd: folder })
    const made = names.map(name => readFile(join(madeIn, basename(name).replace(/xlsx$/, to))))
    return await Promise.all(made).catch(() => {
      throw new Error(`LibreOffice made no ${to} of a workbook: ${stderr}`)
    })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

// 0 is "always": without it LibreOffice believes the results that stand in the file.
const ALWAYS_RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

function findSoffice(): string | null {
  const named = process.env.SOFFICE
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => [join(folder, 'soffice'), join(folder, 'libreoffice')])
  return [...(named ? [named] : []), ...onPath].find(path => existsSync(path)) ?? null
}
