export const print = {
  print: '打印',
  open: '打印预览',
  back: '返回表格',
  rows: 'A4 横向 · {{count}} 行',
  cut: '这里只印了前 {{shown}} 行，全表 {{total}} 行；需要全部时请导出 Excel。',
  printed: '打印于 {{when}}',
}
