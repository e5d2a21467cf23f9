import { describe, expect, test } from 'vitest'
import { initials } from '../../client/comments/initials.ts'
import { mentionAt, named, offered } from '../../client/comments/mention-at.ts'

const person = (id: string, name: string, departmentName: string | null = null) => ({ id, name, departmentName })

describe('the first letters of a name', () => {
  test.each([
    ['周敏', 'zm'],
    ['黄丽', 'hl'],
    ['刘洋', 'ly'],
    ['谢军', 'xj'],
    ['曾文', 'zw'],
    ['钟华', 'zh'],
    ['欧阳锋', 'oyf'],
    ['艾米', 'am'],
    ['牛皋', 'ng'],
    ['潘安', 'pa'],
    ['任我行', 'rwx'],
    ['唐三', 'ts'],
    ['单雄信', 'sxx'],
    ['Zhou Min', 'zhou min'],
    ['', ''],
  ])('%s: %s', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })
})

describe('where a mention is being typed', () => {
  test.each([
    // the caret stands at |
    ['|', null],
    ['@|', ''],
    ['请@黄|', '黄'],
    ['请 @hl|看', 'hl'],
    ['@|黄丽', ''],
    ['@黄丽 |', null],
    ['a@b|', null],
    ['@黄\n丽|', null],
    ['@@z|', 'z'],
    [`@${'长'.repeat(30)}|`, null],
  ])('%j', (marked, typed) => {
    const caret = marked.indexOf('|')
    expect(mentionAt(marked.replace('|', ''), caret)?.typed ?? null).toBe(typed)
  })
})

describe('who is offered', () => {
  const people = [person('1', '张伟', '商务局'), person('2', '张伟', '工信局'), person('3', '黄丽'), person('4', 'Zoe')]

  test.each([
    ['', ['张伟（商务局）', '张伟（工信局）', '黄丽', 'Zoe']],
    ['张', ['张伟（商务局）', '张伟（工信局）']],
    ['zw', ['张伟（商务局）', '张伟（工信局）']],
    ['Z', ['张伟（商务局）', '张伟（工信局）', 'Zoe']],
    ['丽', []],
  ])('%j', (typed, names) => {
    expect(offered(named(people), typed).map(({ name }) => name)).toEqual(names)
  })

  test('eight at most', () => {
    const many = Array.from({ length: 30 }, (_, at) => person(String(at), `李${at}`))
    expect(offered(named(many), 'l')).toHaveLength(8)
  })
})
