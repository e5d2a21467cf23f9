/** What a step of one's own was, for undo and redo. */
export const undo = {
  type: '输入',
  clear: '清除内容',
  paste: '粘贴',
  cut: '剪切',
  fill: '填充所选单元格',
  'fill-down': '向下填充',
}
