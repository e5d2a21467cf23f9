/** The formula has no plain Excel form; whoever exports writes the value instead. */
export class NotExpressible extends Error {
  readonly code = 'not-expressible-in-excel'
}
