import Taro from '@tarojs/taro'

export const onAppShown = (listener: () => void): void => Taro.onAppShow(() => listener())
