import { posix } from 'node:path'
import { Unreadable } from './unreadable.ts'
import { readXml } from './xml.ts'
import type { ZipArchive } from './zip-archive.ts'

export interface SheetPart {
  readonly name: string
  readonly visible: boolean
  /** entry of the archive */
  readonly path: string
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[]
  /** days are counted from 1904 */
  readonly from1904: boolean
  readonly sharedStrings: string | null
  readonly styles: string | null
}

const MOST_SHEETS = 256
const ROOT = '_rels/.rels'
const USUAL = 'xl/workbook.xml'

interface Relation {
  readonly type: string
  readonly path: string
}

/** @throws Unreadable where the archive holds no workbook that can be read */
export async function readWorkbookParts(zip: ZipArchive): Promise<WorkbookParts> {
  const main = zip.has(ROOT)
    ? [...(await relations(zip, ROOT, '')).values()].find(at => at.type === 'officeDocument')
    : null
  const workbook = main?.path ?? USUAL
  if (!zip.has(workbook) || !workbook.endsWith('.xml')) throw new Unreadable('file-not-xlsx', 'no workbook part')
  const folder = posix.dirname(workbook)
  const rels = await relations(zip, `${folder}/_rels/${posix.basename(workbook)}.rels`, folder)
  const sheets: SheetPart[] = []
  let from1904 = false
  await readXml(zip.unpack(workbook), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet' || sheets.length >= MOST_SHEETS) return
      const key = Object.keys(attributes).find(attribute => attribute.endsWith(':id')) ?? ''
      const part = rels.get(attributes[key] ?? '')
      if (part?.type !== 'worksheet' || !zip.has(part.path)) return
      sheets.push({
        name: attributes.name ?? '',
        visible: (attributes.state ?? 'visible') === 'visible',
        path: part.path,
      })
    },
  })
  if (sheets.length === 0) throw new Unreadable('file-not-xlsx', 'no worksheets')
  const partOf = (type: string) => {
    const path = [...rels.values()].find(part => part.type === type)?.path
    return path !== undefined && zip.has(path) ? path : null
  }
  return { sheets, from1904, sharedStrings: partOf('sharedStrings'), styles: partOf('styles') }
}

async function relations(zip: ZipArchive, entry: string, folder: string): Promise<ReadonlyMap<string, Relation>> {
  const found = new Map<string, Relation>()
  await readXml(zip.unpack(entry), {
    open(name, { Id, Type = '', Target = '', TargetMode }) {
      // what lies outside the file is never followed
      if (name !== 'Relationship' || Id === undefined || TargetMode === 'External' || found.size > 10_000) return
      const path = posix.normalize(Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target))
      found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path })
    },
  })
  return found
}
