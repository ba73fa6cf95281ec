import { ScrollView, View } from '@tarojs/components'
import { SECTION_NAMES, type SectionName } from '@qingpin/cv/document'
import { classNames } from '@/ui/class-names'
import { FieldError } from '@/ui/field-frame'
import { Icon } from '@/ui/icon'
import { IconButton } from '@/ui/icon-button'
import { SaveState } from '@/ui/save-state'
import { formatTime } from '@/ui/format-time'
import { Tap } from '@/ui/tap'
import { redo, showSection, undo } from './editor-store'
import { filledKey, shortTitle } from './sections'
import { useEditor, useEditorStore } from './use-editor'
import './editor.scss'

/** The head of the editor: save state, back, and the sections. */
export function EditorHead({ onPreview }: { readonly onPreview: () => void }) {
  const editor = useEditorStore()
  const canUndo = useEditor(({ history }) => history.past.length > 0)
  const canRedo = useEditor(({ history }) => history.future.length > 0)
  const saveError = useEditor((state) => state.saveError?.text)
  return (
    <View>
      <View className="cve-tools">
        <View className="cve-tools__state">
          <Kept />
        </View>
        <IconButton icon="undo" label="撤销" disabled={!canUndo} onTap={() => undo(editor)} />
        <IconButton icon="redo" label="重做" disabled={!canRedo} onTap={() => redo(editor)} />
        <IconButton icon="eye" label="预览" onTap={onPreview} />
      </View>
      <SectionLine />
      {saveError ? (
        <View className="cve-error">
          <FieldError text={saveError} />
        </View>
      ) : null}
    </View>
  )
}

function Kept() {
  const saveState = useEditor((state) => state.saveState)
  if (saveState.state !== 'saved') return <SaveState state={saveState.state} />
  // The word 今天 is left out here.
  return <SaveState state="saved" time={formatTime(saveState.at, Date.now()).replace('今天', '')} />
}

const idOf = (section: SectionName | undefined) => `cve-at-${section ?? 'basics'}`

function SectionLine() {
  const editor = useEditorStore()
  const shown = useEditor(({ section }) => section)
  const filled = useEditor(({ document }) => filledKey(document)).split(' ')
  // Scrolls to the section before the open one, which shows that the line continues to the left.
  const before = SECTION_NAMES[SECTION_NAMES.indexOf(shown) - 1]
  return (
    <ScrollView className="cve-line" scrollX enhanced showScrollbar={false} scrollIntoView={idOf(before)}>
      <View className="cve-line__in">
        {SECTION_NAMES.map((section) => (
          <View className="cve-line__one" id={idOf(section)} key={section}>
            <Tap
              className={classNames('q-chip', section === shown && 'q-chip--on')}
              role="radio"
              on={section === shown}
              onTap={() => showSection(editor, section)}
            >
              <View>{shortTitle(section)}</View>
              {filled.includes(section) ? <Icon name="check" size="xs" /> : null}
            </Tap>
          </View>
        ))}
      </View>
    </ScrollView>
  )
}
