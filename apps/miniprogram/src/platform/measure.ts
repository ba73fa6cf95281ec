import Taro from '@tarojs/taro'

/** How high the element with this id is on the screen, in its pixels; 0 when it is not there. */
export const heightOf = (id: string): Promise<number> =>
  new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .boundingClientRect((rect) => resolve(rect && !Array.isArray(rect) ? rect.height : 0))
      .exec()
  })
