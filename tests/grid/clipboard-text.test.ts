import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatHtml } from '../../client/grid/clipboard-html.ts'
import { formatTsv, parseTsv } from '../../client/grid/clipboard-text.ts'

describe('tab-separated text', () => {
  it.each([
    ['one cell', '300', [['300']]],
    [
      'a block as Excel ends it',
      '1\t2\r\n3\t4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'lines of LibreOffice',
      '1\t2\n3\t4',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['a cell of two lines', '"上\n下"\t2', [['上\n下', '2']]],
    ['a quote in a quoted cell', '"a ""b"" c"\tx', [['a "b" c', 'x']]],
    ['a tab in a quoted cell', '"a\tb"', [['a\tb']]],
    ['a quote that somebody typed', '"十四五"规划\t2', [['"十四五"规划', '2']]],
    ['a quote that never closes', '"abc\t2', [['"abc', '2']]],
    ['a quote within', '5" 管\t2', [['5" 管', '2']]],
    ['a blank first cell', '\t2', [['', '2']]],
    ['a row in between that is blank', '1\n\n2', [['1'], [''], ['2']]],
    [
      'rows of unequal length',
      '1\t2\n3',
      [
        ['1', '2'],
        ['3', ''],
      ],
    ],
    ['one blank cell', '\r\n', [['']]],
  ])('reads %s', (_, text, block) => {
    expect(parseTsv(text)).toEqual(block)
  })

  it('gives back whatever was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '中', '"', '\t', '\n', ' ', '8', '') })
    const block = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      )
    fc.assert(
      fc.property(block, rows => {
        // The line break that closes a block cannot be told from one more blank row of a single cell.
        expect(parseTsv(`${formatTsv(rows)}\r\n`)).toEqual(rows)
      }),
      { seed: 20261122, numRuns: 200 },
    )
  })
})

describe('the block as a table', () => {
  it('says of all that is no plain number that it is text', () => {
    expect(
      formatHtml([
        ['300', '8:41:51'],
        ['<b>', ''],
      ]),
    ).toBe(
      `<table><tr><td>300</td><td style="mso-number-format:'\\@'">8:41:51</td></tr>` +
        `<tr><td style="mso-number-format:'\\@'">&lt;b&gt;</td><td></td></tr></table>`,
    )
  })
})
