/** An InnerAudioContext, which notes what it plays. @param calls gets `play:` and the path */
export const playerFor = (calls: string[]) => ({
  src: '',
  play() {
    calls.push(`play:${this.src}`)
  },
  stop() {},
  destroy() {},
})
