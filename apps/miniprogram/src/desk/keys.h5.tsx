import { View } from '@tarojs/components'
import { Sheet } from '@/ui/sheet'
import { Kbd } from './kbd.h5'
import type { Section } from './sections.h5'

/** The keys that mean something on this page. */
export function KeyLine({ section }: { readonly section: Section }) {
  return (
    <View className="desk-keys">
      {section.keys.map(({ keys, does }) => (
        <View className="desk-keys__one" key={does}>
          {keys.map((key) => (key === '…' ? <View key={key}>…</View> : <Kbd key={key}>{key}</Kbd>))}
          <View>{does}</View>
        </View>
      ))}
      <View className="desk-keys__rest" />
      <View>没存的内容留在这台电脑上</View>
    </View>
  )
}

const ALL: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['/'], '搜索'],
  [['↑', '↓'], '在列表里换一行，右边跟着换'],
  [['Enter'], '到右边；在按钮上，按下它'],
  [['Esc'], '退一步：输入框、右边、列表'],
  [['Ctrl', 'Enter'], '保存正在写的'],
  [['空格'], '选几位的时候，选上或去掉'],
  [['Tab'], '下一个能按的'],
  [['1', '2', '3'], '工作台、客户、阿姨'],
  [['4', '5', '6'], '面试、AI 顾问、我的'],
  [['?'], '打开这一页'],
]

interface AllKeysProps {
  readonly open: boolean
  readonly onClose: () => void
}

export function AllKeys({ open, onClose }: AllKeysProps) {
  return (
    <Sheet open={open} title="快捷键" onClose={onClose}>
      {ALL.map(([keys, does]) => (
        <View className="desk-key" key={does}>
          <View className="desk-key__keys">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </View>
          <View className="desk-key__does">{does}</View>
        </View>
      ))}
    </Sheet>
  )
}
