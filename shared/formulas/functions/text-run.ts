import { limited } from '../evaluate/coerce.ts'
import { reading } from './reading.ts'

/** A function from a text to a text that a cell can hold. */
export const ofText = (of: (text: string) => string) => reading(['text'], text => limited(of(text)))
