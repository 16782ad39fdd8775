import os

os.mkdir("folder")
with open("folder/file.txt", "w") as file:
    print(file)
    file.write("12345")
with open("folder/file.txt", "rb") as file:
    print(file)
print(list(os.ilistdir("folder")), list(os.ilistdir(b"folder")))
print([entry for entry in os.ilistdir() if entry[0] == "folder"])
print(os.stat("folder/file.txt")[:7], os.stat("folder")[:7])
try:
    os.ilistdir("nothing")
except OSError as er:
    print(er)
