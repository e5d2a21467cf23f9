const HERE = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** The other end of the line. A proxy on this machine is believed about whom it speaks for, nobody else is. */
export function remoteAddress(socket: string | undefined, forwardedFor: string | null | undefined): string {
  const address = socket ?? 'unknown'
  const forwarded = forwardedFor?.split(',').at(-1)?.trim()
  return HERE.has(address) && forwarded ? forwarded.slice(0, LONGEST) : address
}

/** what the header may put into the log; an IPv6 address with its zone fits */
const LONGEST = 64
