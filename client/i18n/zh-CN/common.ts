export const common = {
  product: '统筹',
  close: '关闭',
  retry: '重试',
  loading: '正在打开…',
  language: '语言',
  skip: '跳到正文',
  back: '返回工作台',
}
