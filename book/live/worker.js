// Python, in a worker that has no access to the page and needs no network: it gets a compiled module
// and files, runs one piece of source after the other, and answers with text alone.
import { ConsoleStdout, Directory, File, OpenFile, PreopenDirectory, WASI } from "@bjorn3/browser_wasi_shim";

const SCRATCH = "scratch"; // the one folder that can be written to
const ENVIRONMENT = {
  HOME: `/${SCRATCH}`,
  MPLBACKEND: "module://figures",
  MPLCONFIGDIR: `/${SCRATCH}`,
  PYTHONDONTWRITEBYTECODE: "1",
  PYTHONTZPATH: "",
  TMPDIR: `/${SCRATCH}`,
};
const LOCAL_FILE = 0x04034b50;

// The folder that an uncompressed zip archive holds.
const unzipped = (bytes) => {
  const root = new Map(), view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; view.getUint32(at, true) === LOCAL_FILE;) {
    const size = view.getUint32(at + 18, true), name = at + 30;
    const start = name + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const path = new TextDecoder().decode(bytes.subarray(name, name + view.getUint16(at + 26, true)));
    const folders = path.split("/"), last = folders.pop();
    let inside = root;
    for (const folder of folders) {
      if (!inside.has(folder)) inside.set(folder, new Directory(new Map()));
      inside = inside.get(folder).contents;
    }
    inside.set(last, new File(bytes.subarray(start, start + size), { readonly: true }));
    at = start + size;
  }
  return root;
};

const lines = (heard) => ConsoleStdout.lineBuffered(heard);
let wasi, errors = "";

const turn = (source) => {
  const { host_alloc: allocate, memory, turn: run } = wasi.inst.exports;
  const bytes = new TextEncoder().encode(source), place = allocate(bytes.length) >>> 0;
  new Uint8Array(memory.buffer).set(bytes, place);
  if (run(place, bytes.length)) throw new Error(errors || "Python ended");
};

const start = async (module, files) => {
  const folders = [], archives = new Map(), paths = [];
  for (const { path, folder, modules, bytes } of files) {
    if (folder) {
      folders.push(new PreopenDirectory(folder, unzipped(bytes)));
      if (modules) paths.push(folder);
      continue;
    }
    const [, place, name] = /(.*)\/(.*)/.exec(path);
    if (!archives.has(place)) archives.set(place, new Map());
    archives.get(place).set(name, new File(bytes, { readonly: true }));
    paths.push(path);
  }
  for (const [place, contents] of archives) folders.push(new PreopenDirectory(place, contents));
  const fds = [
    new OpenFile(new File([])),
    lines((line) => postMessage(JSON.parse(line))),
    lines((line) => { errors += `${line}\n`; }),
    new PreopenDirectory("/", new Map([[SCRATCH, new Directory(new Map())]])),
    ...folders,
  ];
  const environment = Object.entries(ENVIRONMENT).map((pair) => pair.join("="));
  wasi = new WASI(["python"], environment, fds, { debug: false });
  const call = () => -1; // it asks the page for nothing
  const imports = { wasi_snapshot_preview1: wasi.wasiImport, host: { call } };
  wasi.inst = await WebAssembly.instantiate(module, imports);
  wasi.inst.exports._initialize();
  turn(`import sys; sys.path[:] = ${JSON.stringify(paths)}; import kernel; del kernel, sys`);
};

onmessage = async ({ data }) => {
  try {
    if (data.module) {
      await start(data.module, data.files);
    } else {
      const { code, name, alt } = data;
      turn(`__import__("kernel").run(*${JSON.stringify([code, name, alt])})`);
    }
    postMessage({ kind: "done" });
  } catch (error) {
    postMessage({ kind: "dead", reason: String(error?.message ?? error) });
  }
};
