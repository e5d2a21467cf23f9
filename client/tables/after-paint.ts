/**
 * Runs once what is in the DOM now is on the screen: a frame's callback comes before it is drawn, a message sent from there after it.
 * @returns how to call it off
 */
export function afterPaint(run: () => void): () => void {
  let wanted = true
  const frame = requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      if (wanted) run()
    }
    port2.postMessage(null)
  })
  return () => {
    wanted = false
    cancelAnimationFrame(frame)
  }
}
