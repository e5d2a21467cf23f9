import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * What an edition's hash is the hash of. `seq` and `parent` are part of the identity: by content alone, an edit and its
 * undo would bring an old hash back, and with it an old room, into which an old offline document would sync.
 */
export const manifest = z.object({
  v: z.literal(1),
  table: z.string(),
  seq: z.number().int().min(1),
  parent: sha256.nullable(),
  /** `columnId:fact` and `table:fact`, sorted by key */
  structure: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** `rows` (the row ids), `rows/{fact}` and `cells/{columnId}`, sorted by name → SHA-256 of the chunk's uncompressed bytes, a JSON array */
  chunks: z.record(z.string(), sha256),
})
export type Manifest = z.infer<typeof manifest>

/** @throws ZodError or SyntaxError when the text is no manifest */
export const parseManifest = (text: string): Manifest => manifest.parse(JSON.parse(text))

/** The room of an edition's working document. */
export const roomName = (table: string, seq: number, hash: string): string => `${table}@${seq}-${hash.slice(0, 16)}`

/** The table of a room; null where it is no room's name. */
export function tableOfRoom(room: string): string | null {
  const match = /^(.+)@\d+-[0-9a-f]{16}$/.exec(room)
  return match?.[1] ?? null
}
