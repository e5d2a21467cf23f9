/** No honest client makes such an update: nothing of it is applied, the socket closes with 4403. */
export class Hostile extends Error {
  readonly code = 'hostile'
}

/** Something that the update builds on is missing here: nothing is applied, the client is asked for the full diff. */
export class OutOfSync extends Error {
  readonly code = 'out-of-sync'
}

/** The update was written in an earlier room of the table: it may not land in this one. */
export class ForeignRoom extends Error {
  readonly code = 'foreign-room'
}

/** The client has given this id up and writes what never landed again under a new one. */
export class RetiredClient extends Error {
  readonly code = 'retired'
}

export function hostile(why: string): never {
  throw new Hostile(why)
}

export function outOfSync(why: string): never {
  throw new OutOfSync(why)
}
