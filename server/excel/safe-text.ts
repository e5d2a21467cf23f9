/** Excel's limit for one cell. */
const LONGEST_TEXT = 32_767

// XML 1.0 has no way to write these at all, not even escaped: a file that holds one does not open.
const NOT_XML = new RegExp(
  [
    '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F\\uFFFE\\uFFFF]',
    // halves of characters
    '[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])',
    '(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]',
  ].join('|'),
  'g',
)
// `_x0041_` reads as `A` in a workbook, so a text that happens to look like that has its first underscore escaped.
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g

/** A text as a worksheet cell can hold it; what is shown stays the same. */
export function cellText(text: string): string {
  const plain = text.replace(NOT_XML, '').replace(/\r\n?/g, '\n')
  const whole = plain.length <= LONGEST_TEXT ? plain : `${cutWithoutHalfCharacter(plain, LONGEST_TEXT - 1)}…`
  return whole.replace(LOOKS_ESCAPED, '_x005F_')
}

/** A name that Excel takes for a sheet: 1 to 31 characters, none of `[ ] : * ? / \`, no apostrophes. */
export function sheetName(wanted: string, fallback: string): string {
  const name = wanted
    .replace(NOT_XML, '')
    // An apostrophe may stand inside a name, but exceljs does not double it in print areas, which breaks them.
    .replace(/[[\]:*?/\\'\n\r\t]+/g, ' ')
    .trim()
  const cut = cutWithoutHalfCharacter(name, 31).trim()
  // Excel keeps `History` for itself.
  return cut === '' || cut.toLowerCase() === 'history' ? fallback : cut
}

function cutWithoutHalfCharacter(text: string, length: number): string {
  const cut = text.slice(0, length)
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}
