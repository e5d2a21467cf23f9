import { SaxesParser } from 'saxes'
import { Unreadable } from './unreadable.ts'

export type Attributes = Readonly<Record<string, string>>

/** Names without their prefix: `x:row` is `row`. */
export interface XmlReader {
  open?(name: string, attributes: Attributes): void
  text?(text: string): void
  close?(name: string): void
}

/** deeper than any part of a workbook */
const DEEPEST = 64
/** Bytes without a tag or a text coming to its end: the longest cell is far shorter. */
const LONGEST_SILENCE = 4 * 1024 * 1024

/**
 * Reads a part of a workbook tag by tag. Document types are refused: a workbook has none, and all entity tricks need one.
 * @throws Unreadable for what is not well-formed, or built to exhaust who reads it
 */
export async function readXml(pieces: AsyncIterable<Buffer>, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser({ position: false })
  let depth = 0
  let silent = 0
  parser.on('doctype', () => {
    throw new Unreadable('file-damaged', 'xml: a document type')
  })
  parser.on('error', error => {
    throw new Unreadable('file-damaged', `xml: ${error.message}`)
  })
  parser.on('opentag', ({ name, attributes }) => {
    silent = 0
    if (++depth > DEEPEST) throw new Unreadable('file-too-complex', 'xml: too deep')
    reader.open?.(localName(name), attributes as Attributes)
  })
  parser.on('text', text => {
    silent = 0
    reader.text?.(text)
  })
  parser.on('cdata', text => reader.text?.(text))
  parser.on('closetag', ({ name }) => {
    silent = 0
    depth--
    reader.close?.(localName(name))
  })
  let decoder: InstanceType<typeof TextDecoder> | null = null
  for await (const piece of pieces) {
    silent += piece.length
    if (silent > LONGEST_SILENCE) throw new Unreadable('file-too-complex', 'xml: a part without end')
    decoder ??= new TextDecoder(encodingOf(piece))
    parser.write(decoder.decode(piece, { stream: true }))
  }
  parser.write(decoder?.decode() ?? '').close()
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
