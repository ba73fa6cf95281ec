import { Input, View } from '@tarojs/components'
import { inputKind } from '@/platform/input-kind'
import { classNames } from './class-names'
import { CURSOR_SPACING } from './cursor-spacing'
import { NO_MAX } from './field'
import { Icon } from './icon'
import { Tap } from './tap'
import { overLimit } from './text-limit'
import { usePushed } from './use-pushed'
import './search-box.scss'

export interface SearchBoxProps {
  readonly placeholder: string
  readonly value: string
  readonly onInput: (value: string) => void
  readonly onSearch?: (() => void) | undefined
  readonly focus?: boolean
  readonly maxLength?: number
}

/** What every search of the server takes. */
const SEARCH_MAX = 50

export function SearchBox({
  placeholder,
  value,
  onInput,
  onSearch,
  focus = false,
  maxLength = SEARCH_MAX,
}: SearchBoxProps) {
  const pushed = usePushed(value)
  const over = overLimit(value, maxLength)
  return (
    <View className={classNames('q-search', over !== undefined && 'q-search--over')}>
      <Icon name="search" className="q-search__i" />
      <Input
        key={pushed.generation}
        className="q-search__input"
        {...inputKind('text', placeholder)}
        defaultValue={pushed.value}
        placeholder={placeholder}
        placeholderClass="q-field__ph"
        confirmType="search"
        maxlength={NO_MAX}
        cursorSpacing={CURSOR_SPACING}
        focus={focus}
        onInput={(event) => onInput(pushed.typed(event.detail.value))}
        onConfirm={() => onSearch?.()}
      />
      {value ? (
        <Tap className="q-search__clear" label="清空搜索词" onTap={() => onInput('')}>
          <Icon name="close" size="s" />
        </Tap>
      ) : null}
      {over ? (
        <View className="q-search__over" role="alert">
          {over}
        </View>
      ) : null}
    </View>
  )
}

/** Looks like the box and opens the search page. */
export function SearchEntry({ placeholder, onTap }: { readonly placeholder: string; readonly onTap: () => void }) {
  return (
    <Tap className="q-search" label={placeholder} onTap={onTap}>
      <Icon name="search" className="q-search__i" />
      <View className="q-search__words">{placeholder}</View>
    </Tap>
  )
}
