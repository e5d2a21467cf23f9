export const value = {
  issue: {
    'bracket-open': 'A bracket is not closed: “{{part}}” has no other half; kept as words.',
    contradiction: 'The qualifiers in “{{part}}” contradict each other; kept as words.',
    'doubled-unit': 'The unit “{{part}}” stands twice; kept as words.',
    'two-figures': 'There are two figures in one cell: “{{part}}”; kept as words.',
    'two-points': '“{{part}}” has two decimal points; kept as words.',
    'broken-ratio': 'The ratio “{{part}}” is not complete; kept as words.',
    separators: 'The thousands separators of “{{part}}” are wrong; kept as words.',
    'point-character': 'The decimal point is written “{{part}}”; kept as words.',
    letters: 'There are letters in the figure: “{{part}}”; kept as words.',
    sign: 'The sign “{{part}}” stands in the wrong place; kept as words.',
    'reversed-range': 'The range “{{part}}” runs backwards; kept as words.',
    'unknown-unit': 'The unit “{{part}}” is not known; kept as words.',
    'too-large': '“{{part}}” has too many digits; kept as words.',
  },
}
export default value
