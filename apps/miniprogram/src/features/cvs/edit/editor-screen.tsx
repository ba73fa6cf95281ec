import { View } from '@tarojs/components'
import { useDidHide } from '@tarojs/taro'
import { normalised } from '@qingpin/cv/normalise'
import { titleOf } from '@qingpin/cv/summary'
import { useEffect, useState } from 'react'
import { useFromTop } from '@/app/use-from-top'
import { useStore } from 'zustand'
import { useAction } from '@/app/use-action'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { go, replace } from '@/app/pages'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { Screen } from '@/app/shell/screen'
import { toast } from '@/ui/toast'
import { cvsChanged } from '../api'
import { startAutosave, type Autosave, type Send } from '../editor/autosave'
import { BulletSheet } from '../editor/bullet-sheet'
import { ChoiceSheet } from '../editor/choice-sheet'
import { ConflictSheet } from '../editor/conflict-sheet'
import { EditorHead } from '../editor/editor-head'
import { showSection, type EditorStore } from '../editor/editor-store'
import { MonthSheet } from '../editor/month-sheet'
import { nextSection, shortTitle } from '../editor/sections'
import { SectionBody } from '../editor/section-body'
import { EditorProvider } from '../editor/use-editor'
import type { Opened } from './use-opened'

const send: Send = (id, body) => api('PATCH /api/cvs/{id}', { params: { id }, body })

export function EditorScreen({ editor, theirs }: Opened) {
  const autosave = useAutosave({ editor, theirs })
  const id = useStore(editor, (state) => state.id)
  const title = useStore(editor, ({ title: named, document: cv }) => titleOf(named, cv.intention.role))
  const section = useStore(editor, (state) => state.section)
  const conflict = useStore(editor, (state) => state.conflict)
  const saveError = useStore(editor, (state) => state.saveError?.kind)
  const { saveAnew, busy } = useSaveAnew(editor, autosave)
  const [putOff, setPutOff] = useState<unknown>()
  const shown = useFromTop(section)
  const next = nextSection(section)

  const preview = async () => {
    await autosave?.flush()
    const { saveState } = editor.getState()
    const { conflict: open, saveError: why } = editor.getState()
    if (saveState.state === 'saved') go('cvPreview', { id })
    else if (open) setPutOff(undefined)
    else if (why) toast(why.text)
    else toast('还没存到服务器，连上网再预览')
  }
  const foot =
    saveError === 'gone' ? (
      <FootBar>
        <Button grow busy={busy} busyText="正在存" onTap={() => void saveAnew()}>
          另存一份
        </Button>
      </FootBar>
    ) : saveError === 'ended' ? (
      <FootBar>
        <Button grow onTap={() => go('login')}>
          去登录
        </Button>
      </FootBar>
    ) : (
      <FootBar>
        <Button kind={next ? 'plain' : 'primary'} grow={!next} onTap={() => void preview()}>
          预览
        </Button>
        {next ? (
          <Button grow onTap={() => showSection(editor, next)}>
            {`下一项：${shortTitle(next)}`}
          </Button>
        ) : null}
      </FootBar>
    )
  return (
    <EditorProvider editor={editor}>
      <Screen title={title} head={<EditorHead onPreview={() => void preview()} />} foot={foot}>
        <View>
          {shown === section ? <SectionBody section={section} key={section} /> : null}
          {conflict && putOff === conflict ? (
            <View className="cve-more">
              <Button kind="sec2" size="m" onTap={() => setPutOff(undefined)}>
                {conflict.from === 'tab' ? '另一个标签页也写过，去对照' : '在别处也改过，去对照'}
              </Button>
            </View>
          ) : null}
          <MonthSheet />
          <ChoiceSheet />
          <BulletSheet />
          <ConflictSheet
            open={conflict !== undefined && putOff !== conflict}
            onResolve={(mine) => autosave?.resolve(mine)}
            onClose={() => setPutOff(conflict)}
          />
        </View>
      </Screen>
    </EditorProvider>
  )
}

/** For a CV that was deleted elsewhere: saves the content as a new CV, once. */
function useSaveAnew(editor: EditorStore, autosave: Autosave | undefined) {
  const keyFor = useIdempotencyKey()
  const { run: saveAnew, busy } = useAction(
    async () => {
      const body = { document: normalised(editor.getState().document) }
      const { id } = await api('POST /api/cvs', { body, idempotencyKey: keyFor(body) })
      autosave?.discard()
      cvsChanged()
      replace('cvEdit', { id })
    },
    {
      once: true,
      problemOf: () => {
        toast('这次没存上，写的还在本机')
        return undefined
      },
    },
  )
  return { saveAnew, busy }
}

function useAutosave({ editor, theirs }: Opened): Autosave | undefined {
  const [autosave, setAutosave] = useState<Autosave>()
  useEffect(() => {
    const made = startAutosave(editor, send)
    setAutosave(made)
    if (theirs) made.meet(theirs)
    void made.flush()
    return () => {
      void made.stop().then(cvsChanged)
    }
  }, [editor, theirs])
  useDidHide(() => {
    void autosave?.flush().then(cvsChanged)
  })
  return autosave
}
