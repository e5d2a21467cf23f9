/** Whether a text reads, by its initials or its pinyin, like the letters that were typed. */
export type ByLetters = (text: string, letters: string) => boolean

const LETTERS = /^[a-z]{2,24}$/i
/** Letters alone may be pinyin; one letter says too little. */
export const mayBePinyin = (typed: string): boolean => LETTERS.test(typed)

let loading: Promise<ByLetters> | null = null

/** The readings of 20,000 characters come when somebody first types letters, and not with the page. */
export function loadByLetters(): Promise<ByLetters> {
  loading ??= import('pinyin-pro').then(({ match }) => {
    const known = new Map<string, boolean>()
    return (text, letters) => {
      if (text === '' || text.length > LONGEST || !/[\u4E00-\u9FFF]/.test(text)) return false
      const key = `${letters}\n${text}`
      let found = known.get(key)
      if (found === undefined) {
        found = match(text, letters.toLowerCase(), { continuous: true }) !== null
        if (known.size > MOST_KNOWN) known.clear()
        known.set(key, found)
      }
      return found
    }
  })
  return loading
}

const LONGEST = 200 // characters; a paragraph has every initial somewhere
const MOST_KNOWN = 50_000
