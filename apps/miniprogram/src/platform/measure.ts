import Taro from '@tarojs/taro'
import { windowHeight } from './device'

/** How high the element with this id is on the screen, in its pixels; 0 when it is not there. */
export const heightOf = (id: string): Promise<number> =>
  new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .boundingClientRect((rect) => resolve(rect && !Array.isArray(rect) ? rect.height : 0))
      .exec()
  })

/** How much of the element with this id has come into the window, in percent of its height. */
export const readPercentOf = (id: string): Promise<number> =>
  new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .boundingClientRect((rect) => {
        if (!rect || Array.isArray(rect) || rect.height <= 0) return resolve(0)
        resolve(Math.min(100, Math.max(0, Math.round(((windowHeight() - rect.top) / rect.height) * 100))))
      })
      .exec()
  })
