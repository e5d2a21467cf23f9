import { builtinFormat } from './builtin-formats.ts'
import { readXml } from './xml.ts'

const MOST_FORMATS = 100_000

/** The number format code of each cell style, by the style's number. */
export async function readCellFormats(pieces: AsyncIterable<Buffer>): Promise<readonly string[]> {
  const codes = new Map<number, string>()
  const styles: number[] = []
  let inCellStyles = false
  await readXml(pieces, {
    open(name, attributes) {
      if (name === 'numFmt' && codes.size < MOST_FORMATS)
        codes.set(Number(attributes.numFmtId), attributes.formatCode ?? 'General')
      if (name === 'cellXfs') inCellStyles = true
      if (name === 'xf' && inCellStyles && styles.length < MOST_FORMATS) styles.push(Number(attributes.numFmtId ?? 0))
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return styles.map(id => codes.get(id) ?? builtinFormat(id))
}
