import { errorSentencesEn } from '../../../shared/formulas/error-sentences.ts'

export const formula = { error: errorSentencesEn }
