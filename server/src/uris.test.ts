/** URIs and keys: one file has one key, however a client writes it. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { folderOf, keyOf, relativePath, uriOf } from './uris.ts';

describe('uris', () => {
  it('have one key for every spelling', () => {
    assert.equal(keyOf('file:///a/my%20devices.twin'), 'file:///a/my devices.twin');
    assert.equal(keyOf('file:///C%3A/x.twin'), keyOf('file:///c:/x.twin'));
    assert.equal(keyOf('untitled:Untitled-1'), 'untitled:Untitled-1');
    assert.equal(keyOf('file:///a/%zz.twin'), 'file:///a/%zz.twin');
  });

  it('lead back to a URI, whatever stands in the name', () => {
    assert.equal(uriOf('file:///a/my devices#1.twin'), 'file:///a/my%20devices%231.twin');
    assert.equal(uriOf('vscode-vfs://github/o/r/ä.twin'), 'vscode-vfs://github/o/r/%C3%A4.twin');
    assert.equal(uriOf('file:///a/\ud83d.twin'), 'file:///a/%EF%BF%BD.twin');
  });

  it('name one file from another', () => {
    assert.equal(folderOf('file:///a/b.twin'), 'file:///a/');
    assert.equal(relativePath('file:///a/b.twin', 'file:///a/c/d.twin'), './c/d.twin');
    assert.equal(relativePath('file:///a/x/b.twin', 'file:///a/c.twin'), '../c.twin');
  });
});
