import { describe, expect, it } from 'vitest'
import { openReader } from '../../server/excel/reading/reader-thread.ts'
import { sheetOf, workbookOf, zipOf } from '../support/zip.ts'

const MB = 1024 * 1024
const LIMITS = { cells: 50_000, characters: 2_000_000 }

/** What a reading of the whole first sheet ends with. */
async function outcome(file: Uint8Array, limits = { heap: 128, time: 60_000 }): Promise<string> {
  try {
    const reader = await openReader(Uint8Array.from(file), limits, new AbortController().signal)
    try {
      let rows = 0
      for await (const some of reader.rows(0, LIMITS)) rows += some.length
      return `${rows} rows`
    } finally {
      await reader.close()
    }
  } catch (error) {
    return (error as { problem?: string }).problem ?? String(error)
  }
}

const HEAD = '<worksheet><sheetData>'
const compound = (words: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(words, 'utf16le')])
const bytes = (size: number, of: string) => Buffer.alloc(size, of)
const good = workbookOf({ sheet: sheetOf([['指标'], ['地区生产总值']]) })

describe('files that are refused, each with its reason', () => {
  it.each<readonly [string, () => Uint8Array, string]>([
    ['nothing', () => Buffer.alloc(0), 'file-empty'],
    ['csv', () => Buffer.from('指标,值\n地区生产总值,300\n'), 'file-is-text'],
    ['csv in GB18030', () => Buffer.from([0xd6, 0xb8, 0xb1, 0xea, 0x2c, 0x31, 0x0a]), 'file-is-text'],
    ['an .xls', () => compound('Workbook'), 'file-is-old-excel'],
    ['a workbook with a password', () => compound('EncryptedPackage'), 'file-is-encrypted'],
    ['a picture', () => Buffer.from('89504e470d0a1a0a0000', 'hex'), 'file-not-xlsx'],
    ['a zip of something else', () => zipOf([{ name: 'a.txt', bytes: 'a' }]), 'file-not-xlsx'],
    ['a binary workbook', () => zipOf([{ name: 'xl/workbook.bin', bytes: 'a' }]), 'file-not-xlsx'],
    ['a zip with a password', () => zipOf([{ name: 'xl/workbook.xml', bytes: 'a', flags: 1 }]), 'file-is-encrypted'],
    ['half a file', () => good.subarray(0, good.length / 2), 'file-damaged'],
    ['a file whose middle is gone', () => Buffer.from(good).fill(0, 200, 400), 'file-damaged'],
    ['one entry twice', () => zipOf([1, 2].map(() => ({ name: 'xl/workbook.xml', bytes: '<a/>' }))), 'file-damaged'],
    ['a sheet that is no XML', () => workbookOf({ sheet: `${HEAD}<row><c>` }), 'file-damaged'],
    ['a bomb that says so', () => workbookOf({ sheet: ' ', claimed: 300 * MB }), 'file-too-complex'],
    ['a bomb that says it is small', () => workbookOf({ sheet: bytes(40 * MB, ' '), claimed: 1000 }), 'file-damaged'],
    [
      '5,000 entries',
      () => zipOf(Array.from({ length: 5_000 }, (_, i) => ({ name: `${i}`, bytes: '' }))),
      'file-too-complex',
    ],
    [
      'entities that multiply',
      () =>
        workbookOf({
          sheet: `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${HEAD}<row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`,
        }),
      'file-damaged',
    ],
    [
      'an entity that reads a file',
      () =>
        workbookOf({
          sheet: `<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>${HEAD}<row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>`,
        }),
      'file-damaged',
    ],
    ['tags without end', () => workbookOf({ sheet: '<a>'.repeat(MB) }), 'file-too-complex'],
    [
      'one text without end',
      () => workbookOf({ sheet: `${HEAD}<row><c t="str"><v>${'长'.repeat(4 * MB)}` }),
      'file-too-complex',
    ],
    [
      'one tag without end',
      () => workbookOf({ sheet: `${HEAD}<row ${Array.from({ length: MB }, (_, i) => `a${i}="1"`).join(' ')}` }),
      'file-too-complex',
    ],
    [
      '200,000 cells',
      () => workbookOf({ sheet: `${HEAD}<row>${'</row><row><c><v>1</v></c>'.repeat(200_000)}` }),
      'file-too-complex',
    ],
    [
      'a long text that many cells name',
      () =>
        workbookOf({
          sheet: `${HEAD}${`<row>${'<c t="str"><v>长</v></c>'.repeat(10)}<c t="str"><v>${'长'.repeat(30_000)}</v></c></row>`.repeat(200)}</sheetData></worksheet>`,
        }),
      'file-too-complex',
    ],
    [
      'merged cells over everything, again and again',
      () => {
        const rows = Array.from({ length: 5_000 }, (_, row) => [`${row}`])
        return workbookOf({
          sheet: sheetOf(rows, `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(50)}</mergeCells>`),
        })
      },
      'file-too-complex',
    ],
    [
      'a cell off the sheet',
      () => workbookOf({ sheet: `${HEAD}<row r="99999999"><c/></row></sheetData></worksheet>` }),
      'file-damaged',
    ],
    [
      'a sheet that leads out of the file',
      () =>
        zipOf([
          { name: 'xl/workbook.xml', bytes: '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>' },
          {
            name: 'xl/_rels/workbook.xml.rels',
            bytes: '<a><Relationship Id="r1" Type="/worksheet" Target="../../../etc/passwd"/></a>',
          },
        ]),
      'file-not-xlsx',
    ],
  ])('%s', async (_what, file, problem) => {
    expect(await outcome(file())).toBe(problem)
  })

  it('what takes more memory than there is', async () => {
    const strings = `<sst>${'<si><t>0123456789012345678901234567890123456789</t></si>'.repeat(MB)}</sst>`
    const workbook = zipOf([
      { name: 'xl/workbook.xml', bytes: '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>' },
      {
        name: 'xl/_rels/workbook.xml.rels',
        bytes:
          '<a><Relationship Id="r1" Type="/worksheet" Target="s.xml"/><Relationship Id="r2" Type="/sharedStrings" Target="t.xml"/></a>',
      },
      { name: 'xl/s.xml', bytes: `${HEAD}</sheetData></worksheet>` },
      { name: 'xl/t.xml', bytes: strings },
    ])
    expect(await outcome(workbook, { heap: 32, time: 60_000 })).toBe('file-too-complex')
  })

  it('what takes more time than there is', async () => {
    expect(await outcome(good, { heap: 128, time: 1 })).toBe('file-too-complex')
  })
})

describe('what explodes elsewhere costs nothing here', () => {
  it.each([
    ['a sheet that claims to be huge', '<dimension ref="A1:XFD1048576"/>'],
    [
      'validations of whole columns',
      '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations>',
    ],
    ['one merged cell over the whole sheet', '<mergeCells><mergeCell ref="D4:XFD1048576"/></mergeCells>'],
    ['200,000 blank cells with a style', `</a><a>${'<row><c s="1"/></row>'.repeat(200_000)}`],
  ])('%s', async (_what, rest) => {
    const sheet = sheetOf([['指标'], ['地区生产总值']], rest.startsWith('</a>') ? rest.replace('</a><a>', '') : rest)
    expect(await outcome(workbookOf({ sheet }))).toBe('2 rows')
  })
})

it('ends when the one who sent it goes away', async () => {
  const leaving = new AbortController()
  const gone = new Error('gone')
  const reader = await openReader(Uint8Array.from(good), { heap: 128, time: 60_000 }, leaving.signal)
  const rows = reader.rows(0, LIMITS)[Symbol.asyncIterator]()
  leaving.abort(gone)
  await expect(rows.next()).rejects.toBe(gone)
  await reader.close()
})
