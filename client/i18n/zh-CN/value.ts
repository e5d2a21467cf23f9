/** Why a figure was kept as words: the codes of `valueIssue`. */
export const value = {
  issue: {
    'bracket-open': '括号没有成对：缺少与“{{part}}”相配的另一半。暂按文字保存。',
    contradiction: '“{{part}}”里的限定词互相矛盾。暂按文字保存。',
    'doubled-unit': '单位“{{part}}”写了两遍。暂按文字保存。',
    'two-figures': '一格里写了两个数“{{part}}”。暂按文字保存。',
    'two-points': '“{{part}}”有两个小数点。暂按文字保存。',
    'broken-ratio': '比例“{{part}}”没有写完整。暂按文字保存。',
    separators: '“{{part}}”的千位分隔不对。暂按文字保存。',
    'point-character': '小数点写成了“{{part}}”。暂按文字保存。',
    letters: '数里夹着字母“{{part}}”。暂按文字保存。',
    sign: '正负号“{{part}}”的位置不对。暂按文字保存。',
    'reversed-range': '范围“{{part}}”前大后小。暂按文字保存。',
    'unknown-unit': '不认识单位“{{part}}”。暂按文字保存。',
    'too-large': '数“{{part}}”位数太多。暂按文字保存。',
  },
}
export default value
