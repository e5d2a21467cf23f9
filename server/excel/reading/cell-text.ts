/** Excel's limit for one cell. */
const LONGEST_TEXT = 32_767
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g
const NOT_TEXT = new RegExp(
  [
    '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F\\uFFFE\\uFFFF]',
    '[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])',
    '(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]',
  ].join('|'),
  'g',
)

/** A text of the file as a person reads it: `_x000D_` and the like undone, what no cell can hold left out. */
export function readableText(text: string): string {
  const plain = text.includes('_x')
    ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
  return plain.replace(NOT_TEXT, '').replace(/\r\n?/g, '\n').slice(0, LONGEST_TEXT)
}
