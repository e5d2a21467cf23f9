import { errorSentencesZh } from '../../../shared/formulas/error-sentences.ts'

/** `error.<detail>.says` and `.todo`: what is wrong and what to do. */
export const formula = { error: errorSentencesZh }
