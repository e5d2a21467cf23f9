import { describe, expect, test } from 'vitest'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { formulaIssue } from '../../shared/formulas/formula-issue.ts'
import { referenceKeeper } from '../../shared/formulas/language/keep-references.ts'
import { shown } from './support/evaluate.ts'
import { type ColumnSketch, PlainTable, structureOf } from './support/plain-table.ts'

const MEGABYTE = 1_000_000

describe('[FML-7] formulas of any size are refused before they cost anything', () => {
  test.each([
    ['10,000 nested parentheses', `=${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['10,000 nested brackets', `=${'['.repeat(10_000)}a${']'.repeat(10_000)}`],
    ['a megabyte of text', `="${'x'.repeat(MEGABYTE)}"`],
    ['a megabyte of brackets', `=${'['.repeat(MEGABYTE)}`],
    ['a megabyte of spaces', `${' '.repeat(MEGABYTE)}=1`],
    ['a megabyte of minus signs', `=${'-'.repeat(MEGABYTE)}1`],
  ])('%s', (_, formula) => {
    const structure = structureOf([{ id: 'a' }])
    expect(formulaIssue(formula, structure)).toMatchObject({ code: '#SYNTAX!', key: 'formula.error.too-long.says' })
    expect(shown(formula, { a: 1 })).toBe('#SYNTAX!')
    expect(referenceKeeper(structure, structureOf([{ id: 'a', title: 'b' }]))(formula)).toBe(formula)
  })

  test('short enough, but too deep', () => {
    const formula = `=${'('.repeat(3000)}1${')'.repeat(3000)}`
    expect(formulaIssue(formula, structureOf([]))).toMatchObject({ key: 'formula.error.too-deep.says' })
  })
})

describe('[FML-90] texts never outgrow a cell', () => {
  const long = 'REPT("字",32767)'
  test.each([
    ['=LEN(REPT("x",32767))', 32_767],
    ['=REPT("x",32768)', '#VALUE!'],
    ['=REPT("x",1E+300)', '#VALUE!'],
    ['=REPT(REPT(REPT("x",30000),30000),30000)', '#VALUE!'],
    [`=${long}&"x"`, '#VALUE!'],
    [`=CONCAT(${long},"x")`, '#VALUE!'],
    [`=TEXTJOIN(${long},FALSE,1,2,3)`, '#VALUE!'],
    [`=SUBSTITUTE(${long},"字",${long})`, '#VALUE!'],
    [`=REPLACE(${long},1,0,"x")`, '#VALUE!'],
    [`=UPPER(REPT("ß",32767))`, '#VALUE!'],
    [`=TEXT(1,REPT("0",300))`, '#VALUE!'],
    ['=FIXED(1,1000)', '#VALUE!'],
    [`=IFERROR(${long}&"x","太长")`, '太长'],
  ])('%s is %s', (formula, expected) => {
    expect(shown(formula)).toBe(expected)
  })
})

describe('[FML-91] no pattern can keep the engine busy', () => {
  const cells = { a: `${'a'.repeat(30_000)}b` }
  test.each([
    [`=COUNTIF([a],"${'*a'.repeat(120)}c")`, 0],
    [`=COUNTIF([a],"${'a*'.repeat(100)}b")`, 1],
    [`=COUNTIF([a],REPT("*a",16000)&"c")`, 0],
    [`=IFERROR(SEARCH("${'a*'.repeat(120)}c",[@a]),0)`, 0],
    [`=SEARCH("${'?'.repeat(250)}*b",[@a])`, 1],
    [`=IFERROR(SEARCH(REPT("*a",16000),[@a]),0)`, 0],
    ['=COUNTIF([a],"(a+)+$")', 0],
    ['=SUBSTITUTE(LEFT([@a],3),"(a*)*","x")', 'aaa'],
    ['=IFERROR(VALUE(REPT("1,111",6000)&"x"),0)', 0],
    ['=IFERROR(NUMBERVALUE(REPT("%",30000)&"x"),0)', 0],
    ['=IFERROR(DATEVALUE(REPT("1",30000)),0)', 0],
  ])('%s is %s', (formula, expected) => {
    expect(shown(formula, cells)).toBe(expected)
  })

  test('days and places far away cost nothing', () => {
    expect(shown('=WORKDAY(1,2900000)')).toBe('#NUM!')
    expect(shown('=WORKDAY(1,1E+300)')).toBe('#NUM!')
    expect(shown('=NETWORKDAYS(1,2958465)')).toBe(2_113_190)
    expect(shown('=EDATE(1,1E+300)')).toBe('#NUM!')
    expect(shown('=ROUND(1.5,1E+300)')).toBe(1.5)
    expect(shown('=FIXED(1.5,-1E+300)')).toBe('0')
    expect(shown('=LARGE([a],1E+300)', { a: 1 })).toBe('#NUM!')
  })
})

describe('[FML-92] columns may be called anything', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf']

  test('names of the language are names like others', () => {
    const columns: ColumnSketch[] = names.map((title, at) => ({
      id: title === '__proto__' ? 'p' : title,
      title,
      order: `${at}`,
    }))
    const formula = `=${names.map(name => `[@${name}]`).join('+')}+SUM([__proto__]*[constructor])`
    const table = new PlainTable(
      [...columns, { id: 'x', formula }],
      [Object.fromEntries(columns.map(({ id }, at) => [id, at + 1]))],
    )
    expect(createCalculation(table).value('r0', 'x')).toBe(23)
    const [before, after] = ['__proto__', 'constructor'].map(title => structureOf([{ id: 'p', title }]))
    expect(referenceKeeper(before!, after!)('=[@__proto__]')).toBe('=[@constructor]')
  })

  test.each(names)('%s is no function and no column that was not made', name => {
    expect(shown(`=${name}(1)`)).toBe('#NAME?')
    expect(shown(`=[@${name}]`)).toBe('#REF!')
    expect(shown(`=XLOOKUP("${name}",[a],[a],"无")`, { a: 1 })).toBe('无')
    expect(shown(`=达标(1,1,"${name}")`)).toBe('#VALUE!')
  })
})

describe('[FML-93] a formula that goes through the column in every row has a limit', () => {
  const tableOf = (rows: number, formula: string) =>
    new PlainTable(
      [{ id: 'a' }, { id: 'x', formula }],
      Array.from({ length: rows }, (_, at) => ({ a: at })),
    )

  test('within it, it counts', () => {
    const table = tableOf(1000, '=SUMPRODUCT(([a]<[@a])*1)')
    const calculation = createCalculation(table)
    expect(calculation.value('r700', 'x')).toBe(700)
    calculation.apply(table.set('r0', 'a', 5000))
    expect(calculation.value('r700', 'x')).toBe(699)
    expect(calculation.value('r0', 'x')).toBe(999)
  })

  test('beyond it, it says so; without its own row there is no limit', () => {
    const own = createCalculation(tableOf(20_000, '=SUMPRODUCT(([a]<[@a])*1)'))
    expect(own.value('r7', 'x')).toMatchObject({ code: '#NUM!', detail: 'too-much-work' })
    const whole = createCalculation(tableOf(20_000, '=SUMPRODUCT(([a]<5)*1)+[@a]'))
    expect(whole.value('r7', 'x')).toBe(12)
  })

  test.each([
    ['=SUMIFS([a],[a],">"&[@a],[k],"<"&[@a])', 'too-much-work'],
    ['=SUMIF([a],">"&[@a],[a])', null],
    ['=COUNTIFS([k],[@k],[a],">"&[@a],[a],"<"&[@a]+100)', null],
    ['=MATCH("*"&[@a],[k],0)', 'too-much-work'],
    ['=SUMIFS([a],[k],"甲*",[a],"<"&[@a])', 'too-much-work'],
    ['=SUMIF([a],">"&MOD([@a],5),[a])', null],
    ['=COUNTIF([a],">"&[@a])', null],
    ['=SUMIFS([a],[a],[@a],[k],"甲*")', null],
    ['=IFERROR(MATCH("*"&MOD([@a],5),[k],0),0)', null],
    ['=XLOOKUP([@a],[a],[k])', null],
  ])('over 30,000 rows, %s is %s', (formula, detail) => {
    const rows = Array.from({ length: 30_000 }, (_, at) => ({ a: at, k: `甲${at}` }))
    const calculation = createCalculation(
      new PlainTable([{ id: 'a' }, { id: 'k', type: 'text' }, { id: 'x', formula }], rows),
    )
    const value = calculation.value('r7', 'x')
    if (detail === null) expect(value).not.toMatchObject({ kind: 'error' })
    else expect(value).toMatchObject({ code: '#NUM!', detail })
  })
})
