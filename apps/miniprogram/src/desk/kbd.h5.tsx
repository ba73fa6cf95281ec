import { View } from '@tarojs/components'

/** A key, drawn as one; hidden where there is no keyboard to speak of. */
export const Kbd = ({ children }: { readonly children: string }) => <View className="desk-kbd">{children}</View>
