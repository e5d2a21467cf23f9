import { readableText } from './cell-text.ts'
import { Unreadable } from './unreadable.ts'
import { readXml } from './xml.ts'

const MOST_STRINGS = 2_000_000

/** The texts that cells refer to by number. Rich text is read as plain, readings above Chinese characters are left out. */
export async function readSharedStrings(pieces: AsyncIterable<Buffer>): Promise<readonly string[]> {
  const strings: string[] = []
  let text = ''
  let inText = false
  let inReading = 0
  await readXml(pieces, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') inReading++
      inText = name === 't' && inReading === 0
    },
    text(piece) {
      if (inText) text += piece
    },
    close(name) {
      inText = false
      if (name === 'rPh') inReading--
      if (name !== 'si') return
      if (strings.length >= MOST_STRINGS) throw new Unreadable('file-too-complex', 'too many texts')
      strings.push(readableText(text))
    },
  })
  return strings
}
