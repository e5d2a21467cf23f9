import { describe, expect, test } from 'vitest'
import { commentParts, mentionsIn, mentionToken, storedText, typedText } from '../../shared/comments/mention.ts'

const PEOPLE = [
  { id: 'a1', name: '张伟' },
  { id: 'b2', name: '张伟民' },
  { id: 'c3', name: 'Zhou Min' },
]
const [wei, weimin, min] = PEOPLE.map(({ id }) => mentionToken(id)) as [string, string, string]

describe('what is typed and what is stored', () => {
  test.each([
    ['nobody', '没有提到人', '没有提到人', []],
    ['somebody', '@张伟 请核对', `${wei} 请核对`, ['a1']],
    ['the longer of two names that fit', '请@张伟民看', `请${weimin}看`, ['b2']],
    ['both, twice, and each counts once', '@张伟@张伟民 @张伟', `${wei}${weimin} ${wei}`, ['a1', 'b2']],
    ['a name of two words', 'see @Zhou Min.', `see ${min}.`, ['c3']],
    ['an address and a lonely @', 'a@b.cn @ @@', 'a@b.cn @ @@', []],
    ['@ before a mention', '@@张伟', `@${wei}`, ['a1']],
    ['markup', '<img src=x onerror=alert(1)>@张伟', `<img src=x onerror=alert(1)>${wei}`, ['a1']],
  ])('%s', (_, typed, stored, mentioned) => {
    expect(storedText(typed, PEOPLE)).toBe(stored)
    expect(mentionsIn(stored)).toEqual(mentioned)
    expect(typedText(stored, PEOPLE)).toBe(typed)
  })

  test('a name that changed is shown as it is now', () => {
    expect(typedText(`问 ${wei}`, [{ id: 'a1', name: '张薇' }])).toBe('问 @张薇')
  })

  test('a token of nobody is text', () => {
    expect(commentParts('@[nobody] @[a1]!', PEOPLE)).toEqual([
      { kind: 'text', text: '@[nobody] ' },
      { kind: 'mention', id: 'a1', name: '张伟' },
      { kind: 'text', text: '!' },
    ])
  })
})
