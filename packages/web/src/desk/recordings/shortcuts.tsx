import { Action, Dialog } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { keyboard } from './keys.ts'

const own = {
  title: text('键盘快捷键', 'Keyboard shortcuts'),
  hint: text('在输入框以外按下即可。', 'They work wherever you are not typing.'),
} as const

/** Every key of the player and what it does. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  return (
    <Dialog title={t(own.title)} onClose={onClose} footer={<Action onAct={onClose}>{say('close')}</Action>}>
      <p className="muted small">{t(own.hint)}</p>
      <dl className="shortcuts">
        {keyboard.map(({ key, shown, words }) => (
          <div key={key}>
            <dt>
              <kbd>{shown ? t(shown) : key.toUpperCase()}</kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
