/** What a step of one's own was, for undo and redo. */
export const undo = {
  type: '输入',
  clear: '清除内容',
  paste: '粘贴',
  cut: '剪切',
  replace: '替换',
  fill: '填充所选单元格',
  'fill-down': '向下填充',
  'fill-right': '向右填充',
  'fill-series': '填充序列',
  'insert-rows': '插入行',
  'delete-rows': '删除行',
  'move-rows': '移动行',
  'indent-rows': '降为下级',
  'outdent-rows': '升为上级',
  'of-which': '标记“其中”',
}
