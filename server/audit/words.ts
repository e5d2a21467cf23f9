import { type Language, type MessageParams, say } from '../messages/say.ts'
import type { MessageKey } from '../messages/zh-CN.ts'

/** A message below `audit.` */
export type Word = (key: string, params?: MessageParams) => string

export const wordsOf =
  (language: Language): Word =>
  (key, params) =>
    say(language, `audit.${key}` as MessageKey, params)
