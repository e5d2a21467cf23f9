import type { ErrorDetail } from './errors.ts'

export interface Sentence {
  /** what is wrong; `{{name}}` stands for a parameter of the error */
  readonly says: string
  /** what to do about it */
  readonly todo: string
}

const sentence = (says: string, todo: string): Sentence => ({ says, todo })

/** `formula.error.*` of the Chinese catalogue. */
export const errorSentencesZh: Readonly<Record<ErrorDetail, Sentence>> = {
  'no-equals-sign': sentence('公式要以“=”开头', '在最前面加上“=”'),
  empty: sentence('公式是空的', '在“=”后面写上公式，例如 =[@完成]/[@计划]*100'),
  'unexpected-character': sentence('不认识字符“{{text}}”', '删去它，或检查是否输错'),
  'unexpected-token': sentence('这里不该出现“{{text}}”', '检查前后是否少了运算符、逗号或括号'),
  unfinished: sentence('公式没有写完', '补上最后缺少的部分'),
  'unclosed-text': sentence('文字缺少后引号', '在文字末尾补上引号'),
  'unclosed-bracket': sentence('列名缺少“]”', '在列名后面补上“]”'),
  'unclosed-parenthesis': sentence('缺少右括号', '补上“)”，使括号成对'),
  'too-long': sentence('公式超过 {{limit}} 个字符', '把一部分移到另一个计算列'),
  'too-deep': sentence('公式嵌套超过 {{limit}} 层', '把里层移到另一个计算列'),
  'unknown-function': sentence('没有函数“{{name}}”', '检查函数名；可在函数列表中查找'),
  'unknown-name': sentence('不认识“{{name}}”', '列名要写在方括号里，如 [@列名]；文字要加引号'),
  'name-needs-brackets': sentence('列名“{{name}}”没有写在方括号里', '写成 [@{{name}}]'),
  'too-few-arguments': sentence('{{name}} 的参数不够，至少要 {{least}} 个', '补上参数：{{usage}}'),
  'too-many-arguments': sentence('{{name}} 的参数太多，最多 {{most}} 个', '删去多余的参数：{{usage}}'),
  'unknown-column': sentence('表中没有列“{{name}}”', '检查列名；列可能已改名或删除'),
  'ambiguous-column': sentence('有 {{count}} 列都叫“{{name}}”', '写上分组，如 [@分组/{{name}}]，或先改列名'),
  'other-table': sentence('还不能引用其他表“{{name}}”', '先把需要的数填到本表的一列'),
  'column-as-value': sentence('[{{name}}] 是整列，这里要一个值', '引用本行请写 [@{{name}}]，整列请放进 SUM 等函数'),
  'range-as-value': sentence('这里要一个值，不能是几列', '放进 SUM 等函数，或只引用一列'),
  'needs-column': sentence('{{name}} 的“{{parameter}}”要一整列', '写成 [列名]，不带 @'),
  circle: sentence('循环引用：{{columns}}', '修改其中一列的公式，使它们不再互相引用'),
  'error-literal': sentence('公式里直接写了错误值', '把错误值换成正确的引用'),
  'division-by-zero': sentence('除数是零或空白', '检查分母，或用 IFERROR 给出另一个值'),
  'not-a-number': sentence('“{{text}}”不是数', '把单元格改为数，或用 IF(ISNUMBER(…),…) 判断'),
  'not-a-truth': sentence('“{{text}}”不是真假值', '写成比较，如 [@列]>0'),
  'no-numbers': sentence('没有可以计算的数', '填入至少一个数，或用 IFERROR 给出另一个值'),
  'number-too-large': sentence('结果超出可以表示的范围', '检查数的大小和乘方'),
  'not-real': sentence('这样的数算不出结果（如负数开方）', '检查输入的正负'),
  'out-of-range': sentence('参数超出允许的范围', '检查位置、位数或个数'),
  'not-found': sentence('没有找到要查的值', '检查要查的值，或用 IFERROR 给出另一个值'),
  'no-case-holds': sentence('没有一个条件成立', '最后加上 TRUE 和一个值'),
  'not-a-date': sentence('不是日期', '写成 2024-05-31 这样的日期'),
  'unknown-direction': sentence('不认识方向“{{text}}”', '填“越高越好”“越低越好”或“不评判”'),
  'unknown-path': sentence('不认识方式“{{text}}”', '填“等比”或“等差”'),
  'ranges-differ': sentence('几个区域的大小不同', '都用整列，如 [列1] 和 [列2]'),
  'text-too-long': sentence('文字超过 32767 个字', '缩短文字，或减少重复的次数'),
  'too-much-work': sentence('每一行都要重算整列，表太大，算不过来', '改用 SUMIFS、COUNTIFS，或把条件移到另一个计算列'),
  'not-available': sentence('公式给出了“没有数据”', '这是 NA() 的结果；可用 IFNA 给出另一个值'),
}

/** `formula.error.*` of the English catalogue. */
export const errorSentencesEn: Readonly<Record<ErrorDetail, Sentence>> = {
  'no-equals-sign': sentence('A formula begins with =', 'Put = in front'),
  empty: sentence('The formula is empty', 'Write it after the =, e.g. =[@Done]/[@Plan]*100'),
  'unexpected-character': sentence('“{{text}}” means nothing here', 'Remove it or check for a slip'),
  'unexpected-token': sentence('“{{text}}” does not belong here', 'Look for a missing operator, comma or parenthesis'),
  unfinished: sentence('The formula stops too early', 'Write what is missing at the end'),
  'unclosed-text': sentence('A text has no closing quote', 'Add the quote at its end'),
  'unclosed-bracket': sentence('A column name has no ]', 'Add ] after the name'),
  'unclosed-parenthesis': sentence('A ) is missing', 'Close every parenthesis'),
  'too-long': sentence('The formula has more than {{limit}} characters', 'Move a part into another computed column'),
  'too-deep': sentence(
    'The formula is nested deeper than {{limit}}',
    'Move the inner part into another computed column',
  ),
  'unknown-function': sentence('There is no function “{{name}}”', 'Check the name in the list of functions'),
  'unknown-name': sentence('“{{name}}” means nothing', 'Columns stand in brackets: [@Column]; texts in quotes'),
  'name-needs-brackets': sentence('The column “{{name}}” is not in brackets', 'Write [@{{name}}]'),
  'too-few-arguments': sentence('{{name}} needs at least {{least}} arguments', 'Add them: {{usage}}'),
  'too-many-arguments': sentence('{{name}} takes at most {{most}} arguments', 'Remove the others: {{usage}}'),
  'unknown-column': sentence(
    'The table has no column “{{name}}”',
    'Check the name; it may have been renamed or deleted',
  ),
  'ambiguous-column': sentence(
    '{{count}} columns are called “{{name}}”',
    'Write the group, [@Group/{{name}}], or rename one',
  ),
  'other-table': sentence(
    'Other tables (“{{name}}”) cannot be read yet',
    'Put the figures into a column of this table',
  ),
  'column-as-value': sentence(
    '[{{name}}] is a whole column, one value is needed',
    'Write [@{{name}}] for this row, or put it into SUM or the like',
  ),
  'range-as-value': sentence('One value is needed, not several columns', 'Put them into SUM or the like, or name one'),
  'needs-column': sentence('“{{parameter}}” of {{name}} takes a whole column', 'Write [Column], without @'),
  circle: sentence('Columns refer to each other in a circle: {{columns}}', 'Change the formula of one of them'),
  'error-literal': sentence('The formula holds an error value', 'Put the right reference in its place'),
  'division-by-zero': sentence('Division by zero or by a blank', 'Check the divisor, or give another value by IFERROR'),
  'not-a-number': sentence('“{{text}}” is no number', 'Enter a number, or ask by IF(ISNUMBER(…),…)'),
  'not-a-truth': sentence('“{{text}}” is neither true nor false', 'Write a comparison such as [@Column]>0'),
  'no-numbers': sentence('There are no numbers to work on', 'Enter at least one, or give another value by IFERROR'),
  'number-too-large': sentence('The result is too large', 'Check the numbers and powers'),
  'not-real': sentence('These numbers have no real result', 'Check the signs'),
  'out-of-range': sentence('An argument is out of range', 'Check the position, digits or count'),
  'not-found': sentence('The value was not found', 'Check it, or give another value by IFERROR'),
  'no-case-holds': sentence('None of the conditions holds', 'End with TRUE and a value'),
  'not-a-date': sentence('That is no date', 'Write a date such as 2024-05-31'),
  'unknown-direction': sentence('The direction “{{text}}” is unknown', 'Use 越高越好, 越低越好 or 不评判'),
  'unknown-path': sentence('The kind of path “{{text}}” is unknown', 'Use geometric or linear'),
  'ranges-differ': sentence('The ranges differ in size', 'Use whole columns for all of them'),
  'text-too-long': sentence('The text has more than 32,767 characters', 'Shorten it or repeat it less often'),
  'too-much-work': sentence(
    'Every row would go through the whole column again, and the table is too long for that',
    'Use SUMIFS or COUNTIFS, or move the condition into another computed column',
  ),
  'not-available': sentence('The formula says that there is no value', 'NA() gives this; IFNA gives another value'),
}
